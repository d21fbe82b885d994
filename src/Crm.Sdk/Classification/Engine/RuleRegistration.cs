using Crm.Sdk.Plugins;

namespace Crm.Sdk.Classification;

/// <summary>A rule that a run uses.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RuleRegistration
{
    /// <summary>Registers a rule; its descriptor is read here, once.</summary>
    /// <param name="rule">The rule, an <see cref="IClassificationRule"/> or an <see cref="IBatchRule"/>.</param>
    /// <param name="guard">The guard of the plugin that contributed it; null for a rule of the host's own.</param>
    /// <param name="fingerprint">
    /// What beside the descriptor's version decides the rule's answers, such as plugin version and settings. Another one asks the rule for every customer again.
    /// </param>
    /// <exception cref="CrmException">CRM4003: the rule is of neither form.</exception>
    public RuleRegistration(IRule rule, IPluginGuard? guard = null, string fingerprint = "")
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(fingerprint);
        Rule = rule;
        Descriptor = rule.Descriptor;
        Guard = guard;
        Fingerprint = fingerprint;
        if (rule is not (IClassificationRule or IBatchRule))
        {
            throw new CrmException(
                ClassificationErrorCodes.BadRule, $"The rule '{Descriptor.Id}' classifies nothing: implement {nameof(IClassificationRule)} or {nameof(IBatchRule)}.");
        }
    }

    /// <summary>The rule.</summary>
    public IRule Rule { get; }

    /// <summary>What the rule says of itself.</summary>
    public RuleDescriptor Descriptor { get; }

    /// <summary>The guard of the plugin that contributed it; null for a rule of the host's own.</summary>
    public IPluginGuard? Guard { get; }

    /// <summary>What beside the descriptor's version decides the rule's answers.</summary>
    public string Fingerprint { get; }
}
