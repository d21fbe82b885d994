namespace Crm.Sdk.Credit;

/// <summary>The answers for some lines that follow each other.</summary>
/// <param name="Lines">The answers, in the lines' order.</param>
/// <param name="Json">Those of lines that could be read as JSON objects in UTF-8, each followed by a line feed; empty where it was not asked for.</param>
/// <remarks>Thread-safe.</remarks>
public sealed record AssessedLines(IReadOnlyList<AssessedLine> Lines, ReadOnlyMemory<byte> Json);
