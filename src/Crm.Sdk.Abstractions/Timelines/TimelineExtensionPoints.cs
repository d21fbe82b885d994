using Crm.Sdk.Plugins;

namespace Crm.Sdk.Timelines;

/// <summary>The extension points of timelines.</summary>
/// <remarks>Thread-safe.</remarks>
public static class TimelineExtensionPoints
{
    /// <summary>Sources of timelines: <c>timeline-source</c>.</summary>
    public static ExtensionPoint Source { get; } = new("timeline-source", typeof(ITimelineSource));
}
