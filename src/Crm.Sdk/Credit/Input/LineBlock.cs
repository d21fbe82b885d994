namespace Crm.Sdk.Credit;

/// <summary>Some whole lines of a file, or one that is too long to be read.</summary>
/// <param name="Bytes">The lines, the last one perhaps without its line feed; empty for one that is too long.</param>
/// <param name="FirstLine">The number of the first of them, from 1.</param>
/// <param name="IsTooLong">Whether it is one line that is too long.</param>
internal sealed record LineBlock(byte[] Bytes, long FirstLine, bool IsTooLong = false);
