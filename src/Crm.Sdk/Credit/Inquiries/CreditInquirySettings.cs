namespace Crm.Sdk.Credit;

/// <summary>The questionnaires that a host asks by.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditInquirySettings
{
    /// <summary>The questionnaires, each name once; the built-in ones by default.</summary>
    public ValueList<CreditQuestionnaire> Questionnaires { get; init; } = [CreditQuestionnaires.Sales, CreditQuestionnaires.Service, CreditQuestionnaires.Finance];

    /// <summary>The questionnaire of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="CrmException">CRM6262: there is none.</exception>
    public CreditQuestionnaire Find(string name) => Questionnaires.FirstOrDefault(one => one.Name == name)
        ?? throw new CrmException(CreditErrorCodes.BadInquiry, $"There is no questionnaire '{name}'; there are {string.Join(", ", Questionnaires.Select(static one => one.Name))}.");
}
