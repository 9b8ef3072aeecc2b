/**
 * In-memory twins of the ports: the same answers as the AWS adapters, proven by the same contract
 * suites. {@code MemoryPlatform} is the way in.
 */
@NullMarked
package dev.modelroute.testkit.memory;

import org.jspecify.annotations.NullMarked;
