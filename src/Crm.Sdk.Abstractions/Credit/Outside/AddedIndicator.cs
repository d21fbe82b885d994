namespace Crm.Sdk.Credit;

/// <summary>An indicator that stands in a criterion beside those of the model, such as one that a plugin measures. It is stored with the assessment, so that the plugin is not needed to make it again.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record AddedIndicator
{
    /// <summary>Makes one.</summary>
    /// <param name="criterion">The criterion that it belongs to, a code of the model.</param>
    /// <param name="indicator">Code, curve with the declared direction, prior, half-life; its weight stands beside those of the criterion's own, which together weigh 1: 0.25 makes it a fifth of the criterion.</param>
    /// <exception cref="CrmException">CRM1030: the criterion's code has another form.</exception>
    public AddedIndicator(string criterion, CreditIndicator indicator)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        Require.Code(criterion, "indicator.criterion");
        (Criterion, Indicator) = (criterion, indicator);
    }

    /// <summary>The criterion's code.</summary>
    public string Criterion { get; }

    /// <summary>The indicator.</summary>
    public CreditIndicator Indicator { get; }
}
