using NodaTime;

namespace Crm.Sdk.Plugins;

/// <summary>One failure of a plugin, in words: the exception itself is not kept, since it would keep the plugin's code in memory.</summary>
/// <param name="ExceptionType">The full name of the exception's type.</param>
/// <param name="Message">The exception's text.</param>
/// <param name="At">When, by the host's clock.</param>
public sealed record PluginFailure(string ExceptionType, string Message, Instant At);
