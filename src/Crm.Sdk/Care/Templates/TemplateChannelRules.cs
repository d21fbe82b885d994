using Crm.Sdk.Notifications;

namespace Crm.Sdk.Care;

/// <summary>Whether a template goes with a channel: its format, and what the channel's provider approved.</summary>
internal static class TemplateChannelRules
{
    /// <exception cref="TemplateException">CRM6605: it does not.</exception>
    public static void Check(MessageTemplate template, ChannelDescriptor channel)
    {
        if (!channel.Formats.Contains(template.Format))
        {
            throw Wrong(template, $"it is written as {template.Format} and channel '{channel.Name}' takes {string.Join(", ", channel.Formats)}.");
        }

        ApprovedUse? use = template.Approved.FirstOrDefault(use => use.Channel == channel.Name);
        if (channel.Templates.IsEmpty)
        {
            if (use is not null)
            {
                throw Wrong(template, $"it names the approved template '{use.Code}' of channel '{channel.Name}', which has none.");
            }

            return;
        }

        string known = string.Join(", ", channel.Templates.Select(static approved => approved.Code));
        if (use is null)
        {
            throw Wrong(template, $"channel '{channel.Name}' sends approved templates only; say under \"approved\" which it fills: {known}.");
        }

        ApprovedTemplate declared = channel.Templates.FirstOrDefault(approved => approved.Code == use.Code)
            ?? throw Wrong(template, $"channel '{channel.Name}' has no approved template '{use.Code}'; there are {known}.");
        if (!declared.Variables.ToHashSet(StringComparer.Ordinal).SetEquals(use.Variables.Select(static variable => variable.Name)))
        {
            throw Wrong(template, $"the approved template '{use.Code}' has the variables {string.Join(", ", declared.Variables)}; give a text for each of them and for no other.");
        }
    }

    private static TemplateException Wrong(MessageTemplate template, string message) => new(CareErrorCodes.TemplateChannel, template.Name, 0, message);
}
