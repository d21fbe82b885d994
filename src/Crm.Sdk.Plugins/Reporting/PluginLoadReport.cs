using System.Text;

namespace Crm.Sdk.Plugins;

/// <summary>What became of all plugins of a host.</summary>
/// <param name="Plugins">One report each: first those that were started, in the order of their start; then the others, by id and origin.</param>
public sealed record PluginLoadReport(ValueList<PluginReport> Plugins)
{
    /// <summary>The report of a plugin; null where no plugin of that id was found. Of several, the one that was started or stands first.</summary>
    public PluginReport? Find(PluginId id)
    {
        foreach (PluginReport plugin in Plugins)
        {
            if (plugin.Id == id)
            {
                return plugin;
            }
        }

        return null;
    }

    /// <summary>A few lines for people: each plugin with its state, contributions, notes and what is wrong.</summary>
    public override string ToString()
    {
        if (Plugins.IsEmpty)
        {
            return "No plugins.";
        }

        var text = new StringBuilder();
        foreach (PluginReport plugin in Plugins)
        {
            text.Append(text.Length == 0 ? string.Empty : "\n").Append(plugin.State.ToString().PadRight(13)).Append(plugin.Id?.Value ?? plugin.Name);
            if (plugin.Version is not null)
            {
                text.Append(' ').Append(plugin.Version);
            }

            if (!plugin.Contributions.IsEmpty)
            {
                text.Append(" (").AppendJoin(", ", plugin.Contributions.Items).Append(')');
            }

            if (plugin.Code is not null)
            {
                text.Append("\n             ").Append(plugin.Code).Append(": ").Append(plugin.Reason).Append(" [").Append(plugin.Origin).Append(']');
            }

            foreach (string note in plugin.Notes)
            {
                text.Append("\n             note: ").Append(note);
            }
        }

        return text.ToString();
    }
}
