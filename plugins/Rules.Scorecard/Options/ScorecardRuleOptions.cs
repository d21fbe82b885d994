namespace Crm.Sdk.Rules.Scorecard;

/// <summary>Settings of the scorecard rule, in the host's configuration under <c>Crm:Plugins:crm.rules.scorecard</c>.</summary>
public sealed class ScorecardRuleOptions
{
    /// <summary>The scorecard's JSON, as <c>crm credit scorecard fit --save</c> writes it; a relative path begins at the host's current folder. Required; read once, when the host starts.</summary>
    public string? File { get; set; }

    /// <summary>The dimension of the labels; <c>credit-score</c> by default.</summary>
    public string Dimension { get; set; } = "credit-score";

    /// <summary>The labels, each from how many points on. A score below all of them gets the label with the least points. <c>low-risk</c> from 550, <c>medium-risk</c> from 450, else <c>high-risk</c>, where none are given.</summary>
    public IList<ScoreBandOptions> Bands { get; } = [];

    /// <summary>Of which fact each characteristic is taken, by the characteristic's code. A characteristic that is not named here is taken of the fact of its name.</summary>
    public IDictionary<string, ScorecardFactOptions> Facts { get; } = new Dictionary<string, ScorecardFactOptions>(StringComparer.Ordinal);
}
