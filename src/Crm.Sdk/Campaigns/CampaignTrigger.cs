using Crm.Sdk.Care;

namespace Crm.Sdk.Campaigns;

/// <summary>The occasion of a step: it is there for whomever the campaign asks about.</summary>
internal sealed class CampaignTrigger : ITriggerRun
{
    /// <summary>The variables that it gives to templates.</summary>
    public static ValueList<TemplateVariable> Variables { get; } = [new("occasion.date", TemplateVariableType.Date)];

    public ValueTask<IReadOnlyList<IReadOnlyList<DueOccasion>>> FindAsync(CareData data, IReadOnlyList<CareSubject> subjects, AsOf asOf, CancellationToken cancellationToken) =>
        new([.. subjects.Select(static subject => (IReadOnlyList<DueOccasion>)[new DueOccasion(new CareOccasion("step", 0, subject.Today) { Values = Occasions.Of(subject.Today, subject.Today) }, subject.Today)])]);
}
