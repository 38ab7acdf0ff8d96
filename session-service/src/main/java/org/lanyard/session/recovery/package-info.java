/**
 * Ways back in for whoever lost their keys: in person at the school's office, or with a one-time code that they printed.
 *
 * <p>The rule: each of them opens the registration of one new key and nothing else; what the person sees stays closed for a
 * cooling-off time afterwards, in the one condition of {@link org.lanyard.session.guardianship.Guardianships}. Nobody recovers
 * themselves, a member of staff needs two others, and everything is told: to the person and to the safeguarding lead; to other
 * guardians only where the school permits it for that family, without when, where or by what.
 */
package org.lanyard.session.recovery;
