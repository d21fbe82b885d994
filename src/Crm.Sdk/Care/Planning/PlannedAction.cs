using Crm.Sdk.Classification;
using Crm.Sdk.Notifications;
using Crm.Sdk.Storage;
using Crm.Sdk.Surveys;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Care;

/// <summary>A line with what is written for it: the occurrence, the message or the task, and what is asked with it.</summary>
internal sealed record PlannedAction(CareLine Line, CareOccasion? Occasion = null, MessageDraft? Draft = null, CrmTask? Task = null, SurveyRequest? Request = null)
{
    /// <summary>Whether nothing is done though it could be: the customer is left alone, to measure by.</summary>
    public bool IsHeldOut => Occasion is not null && !Line.IsPlanned;

    /// <summary>The same occasion of a customer who is left alone.</summary>
    public PlannedAction HeldOut() => new(new CareLine(Line.Plan, Line.Customer, Line.CustomerKey) { Occasion = Occasion, LeftOut = new Reason("care.holdout", []) }, Occasion);

    /// <summary>What is kept of it, so that it is done once.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="made">The message or the task; null where the customer is left alone.</param>
    public CareOccurrence ToOccurrence(CompiledPlan plan, RecordRef? made) => new()
    {
        Id = CareOccurrence.IdOf(plan.Plan.Name, Line.Customer, Occasion!),
        Plan = plan.Plan.Name,
        PlanVersion = plan.Version,
        Customer = Line.Customer,
        Occasion = Occasion!.Key,
        Year = Occasion.Year,
        Day = Occasion.Day,
        Action = made,
    };
}
