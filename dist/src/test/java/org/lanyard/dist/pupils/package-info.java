/** Pupils' own keys, as the office types about them. */
package org.lanyard.dist.pupils;
