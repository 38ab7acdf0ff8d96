/** The ceremonies read as the specification: a good case, and a table with one thing broken in each row. */
package org.lanyard.webauthn.ceremony;
