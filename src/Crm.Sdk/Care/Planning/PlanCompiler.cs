using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;
using Crm.Sdk.Segments;
using Crm.Sdk.Surveys;

namespace Crm.Sdk.Care;

/// <summary>Finds the parts of a plan – segment, trigger, template, channels – and checks that they go together.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PlanCompiler(ICrm crm, IExtensions extensions, ISegments segments, IMessageTemplates templates, TemplateRenderer renderer, CareTriggers triggers)
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
        return await CompileAsync(scope, plan, version, members, run, variables, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the rest of a plan whose members and occasions are known.</summary>
    /// <inheritdoc cref="CompileAsync(CrmScope, CarePlan, int, AsOf, CancellationToken)"/>
    public async Task<CompiledPlan> CompileAsync(CrmScope scope, CarePlan plan, int version, SegmentRequest members, ITriggerRun run, ValueList<TemplateVariable> variables, CancellationToken cancellationToken)
    {
        if (plan.Message is not { } message)
        {
            return new CompiledPlan(plan, version, members, run, null, [], plan.Task?.Assign?.Survey is { } survey ? await SurveyAsync(scope, plan, survey, cancellationToken).ConfigureAwait(false) : null);
        }

        MessageTemplate template = await templates.FindAsync(scope, message.Template, null, cancellationToken).ConfigureAwait(false)
            ?? throw new CareException(CareErrorCodes.UnknownPart, plan.Name, "/message/template", $"there is no template '{message.Template}'; save it first.");
        CompiledTemplate compiled = await renderer.CompileAsync(template, Known(variables), cancellationToken).ConfigureAwait(false);
        return new CompiledPlan(plan, version, members, run, compiled, [.. message.Channels.Select((name, i) => Channel(plan, name, i, template))]);
    }

    private async Task<Survey> SurveyAsync(CrmScope scope, CarePlan plan, string code, CancellationToken cancellationToken)
    {
        await using ICrmSession session = crm.OpenSession(scope);
        return await session.FindAsync<Survey>(Survey.IdOf(code), cancellationToken).ConfigureAwait(false)
            ?? throw new CareException(CareErrorCodes.UnknownPart, plan.Name, "/task/assign/survey", $"there is no survey '{code}'; save it first.");
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
