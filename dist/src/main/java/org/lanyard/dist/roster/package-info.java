/**
 * {@code lanyard roster}: takes in what a school's system says about its people. The rule: whatever an import would do to people
 * and cards can be seen before it is done, and names stand on the operator's screen alone, never in what a script reads.
 */
package org.lanyard.dist.roster;
