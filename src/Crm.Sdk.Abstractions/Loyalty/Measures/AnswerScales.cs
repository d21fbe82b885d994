using System.Collections.Frozen;

namespace Crm.Sdk.Loyalty;

/// <summary>The built-in scales of answers. Each becomes a share from 0 to 1 by its place between the ends of the scale (<see cref="AnswerScale.ShareOf"/>).</summary>
/// <remarks>A closed set, so that what is stored keeps its meaning. Immutable and thread-safe.</remarks>
public static class AnswerScales
{
    /// <summary>A share already, 0 to 1.</summary>
    public const string Share = "share";

    /// <summary>Per cent, 0 to 100.</summary>
    public const string Percent = "percent";

    /// <summary>How likely the customer would recommend us, 0 to 10 (Reichheld 2003); as one answer, not as the score of a group.</summary>
    public const string Nps = "nps";

    /// <summary>How content the customer is, 1 to 5.</summary>
    public const string Csat = "csat";

    /// <summary>How much effort it took, 1 to 5, low is good (Dixon, Freeman and Toman 2010).</summary>
    public const string Ces1 = "ces-1";

    /// <summary>Whether it was made easy, 1 to 7, high is good.</summary>
    public const string Ces2 = "ces-2";

    /// <summary>Agreement from 1 to 5 (Likert 1932).</summary>
    public const string Likert5 = "likert-5";

    /// <summary>Agreement from 1 to 7.</summary>
    public const string Likert7 = "likert-7";

    /// <summary>Agreement from 1 to 10.</summary>
    public const string Likert10 = "likert-10";

    /// <summary>Yes is 1, no is 0.</summary>
    public const string YesNo = "yes-no";

    private static readonly FrozenDictionary<string, AnswerScale> ByCode = new AnswerScale[]
    {
        new(Share, 0, 1, LowIsGood: false, WholeAnswers: false),
        new(Percent, 0, 100, LowIsGood: false, WholeAnswers: false),
        new(Nps, 0, 10, LowIsGood: false, WholeAnswers: true),
        new(Csat, 1, 5, LowIsGood: false, WholeAnswers: true),
        new(Ces1, 1, 5, LowIsGood: true, WholeAnswers: true),
        new(Ces2, 1, 7, LowIsGood: false, WholeAnswers: true),
        new(Likert5, 1, 5, LowIsGood: false, WholeAnswers: true),
        new(Likert7, 1, 7, LowIsGood: false, WholeAnswers: true),
        new(Likert10, 1, 10, LowIsGood: false, WholeAnswers: true),
        new(YesNo, 0, 1, LowIsGood: false, WholeAnswers: true),
    }.ToFrozenDictionary(static scale => scale.Code, StringComparer.Ordinal);

    /// <summary>All of them, in the order of their codes.</summary>
    public static ValueList<AnswerScale> All { get; } = ByCode.Values.OrderBy(static scale => scale.Code, StringComparer.Ordinal).ToValueList();

    /// <summary>The scale with a code.</summary>
    /// <param name="code">The code.</param>
    /// <exception cref="CrmException">CRM6481: there is none.</exception>
    public static AnswerScale Named(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return ByCode.GetValueOrDefault(code)
            ?? throw new CrmException(LoyaltyMeasureErrorCodes.BadEvidence, $"'{code}' is no scale of answers; give one of {string.Join(", ", All.Select(static scale => scale.Code))}.");
    }
}
