using Crm.Sdk.Surveys;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>An occasion, and the day on which it is cared for: its own or an earlier one.</summary>
internal sealed record DueOccasion(CareOccasion Occasion, LocalDate On)
{
    /// <summary>The exchange, the product and the person that it is about; null where it is about none.</summary>
    public SurveySubject? Subject { get; init; }
}
