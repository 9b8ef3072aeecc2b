package dev.modelroute.core.money;

import java.time.Instant;

/**
 * What an execution cost above its hold: an entry in the platform's own books, on no account.
 *
 * @param reference the execution's id
 */
public record PlatformLoss(String reference, Money amount, Instant at) {}
