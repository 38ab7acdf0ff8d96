/**
 * Which keys may open for whom: policies as data, by role or duty, of one school or wherever.
 *
 * <p>The rule: every policy that applies to a person applies: they meet by intersection, so that adding one never lets more in.
 * Where nothing was set for a role or a duty, the defaults in {@link org.lanyard.session.policy.PolicyDefaults} stand. A version
 * is never changed: it is followed by another, or withdrawn. This room judges; it suspends nobody.
 */
package org.lanyard.session.policy;
