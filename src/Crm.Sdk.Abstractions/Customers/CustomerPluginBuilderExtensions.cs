using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Customers;

/// <summary>Contributes to the customer archive.</summary>
public static class CustomerPluginBuilderExtensions
{
    /// <summary>Contributes attributes of customers.</summary>
    /// <typeparam name="TPack">The attributes, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one pack.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddAttributes<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPack>(
        this IPluginBuilder plugin, string? name = null)
        where TPack : class, IAttributePack
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IAttributePack, TPack>(CustomerExtensionPoints.AttributePack, name);
    }

    /// <summary>Contributes types of relations between customers.</summary>
    /// <typeparam name="TPack">The types, made once.</typeparam>
    /// <inheritdoc cref="AddAttributes{TPack}"/>
    public static IPluginBuilder AddRelationTypes<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPack>(
        this IPluginBuilder plugin, string? name = null)
        where TPack : class, IRelationTypePack
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IRelationTypePack, TPack>(CustomerExtensionPoints.RelationTypePack, name);
    }

    /// <summary>Contributes a section of the customer card.</summary>
    /// <typeparam name="TSection">The section, made once.</typeparam>
    /// <inheritdoc cref="AddAttributes{TPack}"/>
    public static IPluginBuilder AddCardSection<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSection>(
        this IPluginBuilder plugin, string? name = null)
        where TSection : class, ICardSection
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<ICardSection, TSection>(CustomerExtensionPoints.CardSection, name);
    }

    /// <summary>Contributes a rule across the fields of a customer's archive.</summary>
    /// <typeparam name="TRule">The rule, made once.</typeparam>
    /// <inheritdoc cref="AddAttributes{TPack}"/>
    public static IPluginBuilder AddConsistencyRule<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>(
        this IPluginBuilder plugin, string? name = null)
        where TRule : class, IConsistencyRule
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IConsistencyRule, TRule>(CustomerExtensionPoints.ConsistencyRule, name);
    }
}
