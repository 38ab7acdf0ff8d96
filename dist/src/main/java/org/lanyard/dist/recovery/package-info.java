/**
 * {@code lanyard recovery}: what was opened for people who lost their keys, and taking it back. To open one, a member of staff signs
 * in with their own key on the office's page: no command does that.
 */
package org.lanyard.dist.recovery;
