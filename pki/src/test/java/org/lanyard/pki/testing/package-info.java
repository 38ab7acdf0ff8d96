/**
 * For tests of every module: an authority in memory and certificates that are odd in exactly one way.
 *
 * <p>It builds with Bouncy Castle directly, not with the authority's own code, so that a mistake there does not hide
 * behind the same mistake here. Nothing in it is safe for use outside tests: it lints nothing and records nothing.
 */
package org.lanyard.pki.testing;
