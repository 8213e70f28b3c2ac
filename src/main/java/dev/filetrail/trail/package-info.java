/** The question and its answer: which machines have seen this file. What every door asks, and gets, is here. */
package dev.filetrail.trail;
