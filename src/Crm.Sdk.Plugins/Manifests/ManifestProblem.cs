using System.Globalization;

namespace Crm.Sdk.Plugins;

/// <summary>Something that is wrong with a manifest.</summary>
/// <param name="Code">CRM51xx.</param>
/// <param name="Line">The line, from 1 on.</param>
/// <param name="Column">The place in the line, in bytes from 1 on.</param>
/// <param name="JsonPointer">The JSON pointer (RFC 6901) of the value; empty for the whole file.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record ManifestProblem(string Code, int Line, int Column, string JsonPointer, string Message)
{
    /// <summary>Place and message in one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}{(JsonPointer.Length == 0 ? string.Empty : $" ({JsonPointer})")}: {Message}");
}
