using Xunit.Sdk;

namespace Crm.Sdk.TestSupport;

/// <summary>A law does not hold: the message has the shrunk case and how to see it again.</summary>
public sealed class LawBrokenException(string message, Exception? innerException = null) : XunitException(message, innerException)
{
    /// <summary>Brings the failing case back, when one case failed.</summary>
    public LawSeed? Seed { get; init; }

    /// <summary>The smallest failing case that was found, as text.</summary>
    public string? ShrunkCase { get; init; }
}
