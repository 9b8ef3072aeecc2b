/** A platform that is wrong on purpose: the proofs must catch it, or they prove nothing. */
@NullMarked
package dev.modelroute.proof.control;

import org.jspecify.annotations.NullMarked;
