/** DynamoDB Local behind one start method; loaded in a class loader of its own. */
@NullMarked
package dev.modelroute.emulator.dynamodb;

import org.jspecify.annotations.NullMarked;
