/** The launcher, the script {@code lanyard}, on machines where something is missing: each made of a folder and a PATH. */
package org.lanyard.dist.launcher;
