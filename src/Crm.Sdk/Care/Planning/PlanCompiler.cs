using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;
using Crm.Sdk.Segments;

namespace Crm.Sdk.Care;

/// <summary>Finds the parts of a plan – segment, trigger, template, channels – and checks that they go together.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PlanCompiler(IExtensions extensions, ISegments segments, IMessageTemplates templates, TemplateRenderer renderer, CareTriggers triggers)
{
    private readonly ChannelDirectory _channels = new(extensions);

    /// <exception cref="CareException">CRM6621, CRM6622 or CRM6624.</exception>
    /// <exception cref="SegmentException">The segment cannot be meant.</exception>
    /// <exception cref="TemplateException">The template cannot be meant with the trigger or the channels.</exception>
    public async Task<CompiledPlan> CompileAsync(CrmScope scope, CarePlan plan, int version, AsOf asOf, CancellationToken cancellationToken)
    {
        var members = new SegmentRequest(plan.Segment ?? Segment.Everybody, asOf);
        await segments.PlanAsync(scope, members, cancellationToken).ConfigureAwait(false);
        (ITriggerRun run, ValueList<TemplateVariable> variables) = await triggers.PrepareAsync(plan, cancellationToken).ConfigureAwait(false);
        if (plan.Message is not { } message)
        {
            return new CompiledPlan(plan, version, members, run, null, []);
        }

        MessageTemplate template = await templates.FindAsync(scope, message.Template, null, cancellationToken).ConfigureAwait(false)
            ?? throw new CareException(CareErrorCodes.UnknownPart, plan.Name, "/message/template", $"there is no template '{message.Template}'; save it first.");
        CompiledTemplate compiled = await renderer.CompileAsync(template, Known(variables), cancellationToken).ConfigureAwait(false);
        return new CompiledPlan(plan, version, members, run, compiled, [.. message.Channels.Select((name, i) => Channel(plan, name, i, template))]);
    }

    /// <summary>The variables there are; a plugin's trigger cannot give another meaning to one of the SDK's.</summary>
    private ValueList<TemplateVariable> Known(ValueList<TemplateVariable> ofTrigger) => [.. templates.Variables.Append(OccasionVariables.Unsubscribe).Concat(ofTrigger).DistinctBy(static variable => variable.Path)];

    private ChannelDescriptor Channel(CarePlan plan, string name, int at, MessageTemplate template)
    {
        ChannelDescriptor channel = _channels.Find(name)?.Instance.Descriptor
            ?? throw new CareException(CareErrorCodes.UnknownPart, plan.Name, $"/message/channels/{at}", $"there is no channel '{name}'; {NearName.Hint(name, extensions.All<INotificationChannel>().Select(static each => each.Instance.Descriptor.Name))}");
        Audience audience = plan.ToOwner ? Audience.Staff : Audience.Customers;
        if (!channel.Audience.HasFlag(audience))
        {
            throw new CareException(CareErrorCodes.BadPlanValue, plan.Name, $"/message/channels/{at}", $"channel '{name}' reaches {channel.Audience} and the plan is for {audience}.");
        }

        TemplateChannelRules.Check(template, channel);
        return channel;
    }
}
