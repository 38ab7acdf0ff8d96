/**
 * What the office's commands share: how they open the store, whom a name means, how they ask before they act, how they tell why
 * not. The rule: a command that changes something names the persons whom it is about before it does, and says who did it and why.
 */
package org.lanyard.dist.office;
