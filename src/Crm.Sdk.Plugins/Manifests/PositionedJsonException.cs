using System.Diagnostics.CodeAnalysis;

namespace Crm.Sdk.Plugins.Manifests;

/// <summary>A file that is no JSON, and where.</summary>
[SuppressMessage("Design", "CA1064", Justification = "Never leaves this assembly: readers turn it into a problem with a code.")]
internal sealed class PositionedJsonException(string message, int line, int column) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
