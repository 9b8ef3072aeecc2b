/** The stores on embedded DynamoDB, with requests that crash, and connections that lie. */
@NullMarked
package dev.modelroute.proof.embedded;

import org.jspecify.annotations.NullMarked;
