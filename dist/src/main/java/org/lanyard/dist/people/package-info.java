/** {@code lanyard people}: where people are written to, and whom of a family a school lets be told. */
package org.lanyard.dist.people;
