/**
 * Reads the adapters' {@code models.json} files into one catalogue, and checks inputs against it.
 */
@NullMarked
package dev.modelroute.provider.catalog;

import org.jspecify.annotations.NullMarked;
