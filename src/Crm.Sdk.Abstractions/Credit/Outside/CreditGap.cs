namespace Crm.Sdk.Credit;

/// <summary>Information that an assessment had to do without, because a plugin did not give it: no evidence of bad credit, but none of good credit either.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditGap
{
    /// <summary>The greatest length of <see cref="Detail"/>, in UTF-16 units.</summary>
    public const int MaxDetailLength = 300;

    /// <summary>Makes a gap.</summary>
    /// <param name="source">Who did not answer: the provider's name or the indicator's code.</param>
    /// <param name="detail">What happened: the type of an exception, or the rule that the answer breaks. Cut at <see cref="MaxDetailLength"/>.</param>
    /// <param name="indicators">The indicators and vetoes that it may have spoken of.</param>
    /// <exception cref="CrmException">CRM1030: a code has another form.</exception>
    public CreditGap(string source, string detail, ValueList<string> indicators)
    {
        ArgumentNullException.ThrowIfNull(detail);
        Require.Code(source, "gap.source");
        foreach (string indicator in indicators)
        {
            Require.Code(indicator, "gap.indicators");
        }

        (Source, Detail, Indicators) = (source, detail.Length <= MaxDetailLength ? detail : detail[..MaxDetailLength], indicators);
    }

    /// <summary>Who did not answer.</summary>
    public string Source { get; }

    /// <summary>What happened.</summary>
    public string Detail { get; }

    /// <summary>The indicators and vetoes that it may have spoken of.</summary>
    public ValueList<string> Indicators { get; }
}
