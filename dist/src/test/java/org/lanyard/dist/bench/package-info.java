/** The benchmark is held to its form and to its operations being answered; never to a time. */
package org.lanyard.dist.bench;
