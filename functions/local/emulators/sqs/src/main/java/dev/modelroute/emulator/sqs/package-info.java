/** ElasticMQ behind one start method; loaded in a class loader of its own. */
@NullMarked
package dev.modelroute.emulator.sqs;

import org.jspecify.annotations.NullMarked;
