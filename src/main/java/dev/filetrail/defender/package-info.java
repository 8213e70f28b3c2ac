/** Microsoft Defender for Endpoint: what it can be asked, how, and what can go wrong. The one door to the network. */
package dev.filetrail.defender;
