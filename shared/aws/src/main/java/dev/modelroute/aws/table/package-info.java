/** Tables as data: read by the CDK app and by the local bootstrap. No AWS types here. */
@NullMarked
package dev.modelroute.aws.table;

import org.jspecify.annotations.NullMarked;
