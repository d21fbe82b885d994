using Crm.Sdk.Notifications;
using Crm.Sdk.Segments;
using Crm.Sdk.Surveys;

namespace Crm.Sdk.Care;

/// <summary>A plan whose parts were found and checked.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Version">Its version; 0 where it is not saved.</param>
/// <param name="Members">Who is cared for.</param>
/// <param name="Trigger">When.</param>
/// <param name="Template">The message's template; null where a task is made.</param>
/// <param name="Channels">The message's channels in their order.</param>
/// <param name="Survey">The survey that is asked with the task; null where none is.</param>
internal sealed record CompiledPlan(CarePlan Plan, int Version, SegmentRequest Members, ITriggerRun Trigger, CompiledTemplate? Template, IReadOnlyList<ChannelDescriptor> Channels, Survey? Survey = null)
{
    /// <summary>Whom the message or the task goes to.</summary>
    public Audience Audience => Plan.ToOwner ? Audience.Staff : Audience.Customers;
}
