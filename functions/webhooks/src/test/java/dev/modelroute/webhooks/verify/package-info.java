/** What receivers are given to verify with, and libraries of others, on what the platform signs. */
@NullMarked
package dev.modelroute.webhooks.verify;

import org.jspecify.annotations.NullMarked;
