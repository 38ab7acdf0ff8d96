/**
 * The rules that a certificate must keep before a key is touched: one rule, one class, the clause quoted above it.
 *
 * <p>The rules judge a linting copy, that is the very bytes to be signed under a signature of zeros. What passes comes
 * out as a one-shot token, and the signer takes nothing but such a token, so that no path leads to a signature on
 * something that was not linted. A rule is pure: it asks no clock, no store and no network.
 */
package org.lanyard.pki.lint;
