using Crm.Sdk.Customers.Duplicates;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>Tells of matches from one score on and, where the settings say so, blocks from a higher one on; on every path alike.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ScoreActionRule : IDuplicateActionRule
{
    private readonly DuplicateRulesOptions _options;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public ScoreActionRule(IOptions<DuplicateRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
    }

    /// <inheritdoc/>
    public DuplicateAction Decide(DuplicateCase found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return found.Score >= _options.BlockFrom ? DuplicateAction.Block : found.Score >= _options.AlertFrom ? DuplicateAction.Alert : DuplicateAction.Allow;
    }
}
