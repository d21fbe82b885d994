namespace Crm.Sdk.Notifications;

/// <summary>A draft that its channels take, in the kept form.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Routes">One for each channel, in their order.</param>
internal sealed record CheckedDraft(MessageDraft Draft, IReadOnlyList<DraftRoute> Routes)
{
    /// <summary>All channels in their order; empty where there is only one.</summary>
    public ValueList<string> ChannelOrder => Routes.Count == 1 ? default : [.. Routes.Select(static route => route.Channel.Name)];

    /// <param name="draft">The draft.</param>
    /// <param name="channelOf">A channel by its name; throws CRM4102.</param>
    /// <exception cref="CrmException">CRM1002, CRM4102, CRM4103 or CRM4104.</exception>
    public static CheckedDraft Of(MessageDraft draft, Func<string, ChannelDescriptor> channelOf)
    {
        DraftRoute[] routes = [.. draft.Fallbacks.Select(fallback => fallback.In(draft)).Prepend(draft).Select(each => Route(each, channelOf(each.Channel)))];
        MessageDraft first = routes[0].Draft;
        DraftRules.CheckOrder(first, [.. routes.Select(static route => route.Channel.Name)]);
        return new CheckedDraft(first with { Fallbacks = [.. routes.Skip(1).Select(static route => MessageFallback.Of(route.Draft))] }, routes);
    }

    /// <param name="address">The address of a route.</param>
    public MessageContent ToContent(Func<DraftRoute, string?> address)
    {
        MessageContent[] contents = [.. Routes.Select(route => route.ToContent(address(route)))];
        return contents.Length == 1 ? contents[0] : contents[0] with { Fallbacks = contents[1..] };
    }

    /// <summary>Whether a kept content is that of this draft.</summary>
    public bool Says(MessageContent content) => Routes.Select((route, i) => route.Says(content.After(i))).All(static same => same);

    private static DraftRoute Route(MessageDraft draft, ChannelDescriptor channel) => new(DraftRules.Check(draft, channel), channel);
}
