using System.Diagnostics.CodeAnalysis;

namespace Crm.Sdk.Credit;

/// <summary>A questionnaire of the internal inquiry, 内部调查问卷 (G18): whom it asks, what, and how far the answers are trusted. It is data.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditQuestionnaire
{
    /// <summary>The most questions of one questionnaire.</summary>
    public const int MaxQuestions = 200;

    /// <summary>Makes a questionnaire.</summary>
    /// <param name="name">Its name, a code.</param>
    /// <param name="source">Whose inquiry it is, such as <see cref="CreditSources.Sales"/>.</param>
    /// <param name="reliability">How far answers are trusted, 0 to 1.</param>
    /// <param name="english">The title in English.</param>
    /// <param name="chinese">The title in Chinese.</param>
    /// <param name="questions">The questions, each code once.</param>
    /// <exception cref="CrmException">CRM1030: a code has another form. CRM6261: no questions, one twice, or a reliability that is not from 0 to 1.</exception>
    public CreditQuestionnaire(string name, string source, double reliability, string english, string chinese, params ReadOnlySpan<CreditQuestion> questions)
    {
        Require.Code(name, "questionnaire.name");
        Require.Code(source, "questionnaire.source");
        Questions = ValueList.Create(questions);
        string part = $"questionnaire '{name}'";
        That(reliability is >= 0 and <= 1, part, $"the reliability {reliability} is not from 0 to 1");
        That(Questions.Count is >= 1 and <= MaxQuestions, part, $"has {Questions.Count} questions; give 1 to {MaxQuestions}");
        That(Questions.Select(static question => question.Code).Distinct(StringComparer.Ordinal).Count() == Questions.Count, part, "a question stands twice");
        (Name, Source, Reliability, English, Chinese) = (name, source, reliability, english, chinese);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Whose inquiry it is: the source of the evidence.</summary>
    public string Source { get; }

    /// <summary>How far answers are trusted, 0 to 1.</summary>
    public double Reliability { get; }

    /// <summary>The title in English.</summary>
    public string English { get; }

    /// <summary>The title in Chinese.</summary>
    public string Chinese { get; }

    /// <summary>The questions, in the order in which they are asked.</summary>
    public ValueList<CreditQuestion> Questions { get; }

    internal static void That([DoesNotReturnIf(false)] bool holds, string part, string rule)
    {
        if (!holds)
        {
            throw new CrmException(CreditErrorCodes.BadQuestionnaire, $"{part}: {rule}.");
        }
    }
}
