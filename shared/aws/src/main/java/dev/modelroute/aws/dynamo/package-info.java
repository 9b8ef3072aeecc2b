/** The store ports on DynamoDB. Money moves by conditional transactions only. */
@NullMarked
package dev.modelroute.aws.dynamo;

import org.jspecify.annotations.NullMarked;
