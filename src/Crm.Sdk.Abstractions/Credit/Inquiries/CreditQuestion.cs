namespace Crm.Sdk.Credit;

/// <summary>A question of the internal inquiry: which indicator it asks about, and what may be answered.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditQuestion
{
    private CreditQuestion(string code, string indicator, string english, string chinese)
    {
        Require.Code(code, "question.code");
        Require.Code(indicator, "question.indicator");
        (Code, Indicator, English, Chinese) = (code, indicator, english, chinese);
    }

    /// <summary>The question's code, unique in its questionnaire.</summary>
    public string Code { get; }

    /// <summary>The indicator or veto that answers are evidence on.</summary>
    public string Indicator { get; }

    /// <summary>The text in English.</summary>
    public string English { get; }

    /// <summary>The text in Chinese.</summary>
    public string Chinese { get; }

    /// <summary>What was investigated, a code of <see cref="CreditInvestigations"/> or another one; null for none.</summary>
    public string? Investigation { get; init; }

    /// <summary>The answers to choose from; empty where a number is asked for.</summary>
    public ValueList<CreditAnswer> Answers { get; private init; }

    /// <summary>The least number that may be answered.</summary>
    public double Min { get; private init; }

    /// <summary>The greatest number that may be answered.</summary>
    public double Max { get; private init; }

    /// <summary>A question with answers to choose from.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="indicator">The indicator or veto.</param>
    /// <param name="english">The text in English.</param>
    /// <param name="chinese">The text in Chinese.</param>
    /// <param name="answers">The answers, each code once, at least two.</param>
    /// <exception cref="CrmException">CRM1030: a code has another form. CRM6261: fewer than two answers, one twice, or a value that is no finite number.</exception>
    public static CreditQuestion Choice(string code, string indicator, string english, string chinese, params ReadOnlySpan<CreditAnswer> answers)
    {
        ValueList<CreditAnswer> all = ValueList.Create(answers);
        foreach (CreditAnswer answer in all)
        {
            Require.Code(answer.Code, $"question '{code}', answer");
            CreditQuestionnaire.That(double.IsFinite(answer.Value), $"question '{code}'", $"the answer '{answer.Code}' has the value {answer.Value}, which is no finite number");
        }

        CreditQuestionnaire.That(all.Count >= 2 && all.Select(static answer => answer.Code).Distinct(StringComparer.Ordinal).Count() == all.Count, $"question '{code}'", "give two answers or more, each code once");
        return new CreditQuestion(code, indicator, english, chinese) { Answers = all };
    }

    /// <summary>A question for a number.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="indicator">The indicator or veto, in whose unit the number is.</param>
    /// <param name="english">The text in English.</param>
    /// <param name="chinese">The text in Chinese.</param>
    /// <param name="min">The least number.</param>
    /// <param name="max">The greatest number, not below <paramref name="min"/>.</param>
    /// <exception cref="CrmException">CRM1030: a code has another form. CRM6261: the bounds are no finite numbers or not in order.</exception>
    public static CreditQuestion Number(string code, string indicator, string english, string chinese, double min, double max)
    {
        CreditQuestionnaire.That(double.IsFinite(min) && double.IsFinite(max) && min <= max, $"question '{code}'", $"{min} to {max} is no range of numbers");
        return new CreditQuestion(code, indicator, english, chinese) { Min = min, Max = max };
    }

    /// <summary>The value that an answer stands for; null where it is none of the question's.</summary>
    /// <param name="answer">The code of an answer, or a number with a decimal point.</param>
    public double? ValueOf(string answer) =>
        !Answers.IsEmpty ? Answers.FirstOrDefault(one => one.Code == answer)?.Value
        : double.TryParse(answer, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double number) && number >= Min && number <= Max ? number
        : null;
}
