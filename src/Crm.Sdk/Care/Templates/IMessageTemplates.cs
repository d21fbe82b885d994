using Crm.Sdk.Storage;

namespace Crm.Sdk.Care;

/// <summary>Keeps message templates with their versions.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public interface IMessageTemplates
{
    /// <summary>The variables that every template can name; triggers add theirs.</summary>
    ValueList<TemplateVariable> Variables { get; }

    /// <summary>Checks a template and adds it to a session as the next version of its name. Two saves of one version at once clash in the commit (CRM2033): read and save again.</summary>
    /// <param name="session">The session; its commit writes it.</param>
    /// <param name="template">The template, such as <see cref="MessageTemplateJson.Read(string, string)"/> made it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The version as it will be written.</returns>
    /// <exception cref="TemplateException">CRM6601 to CRM6603, CRM6605: the template is not right.</exception>
    Task<MessageTemplate> SaveAsync(ICrmSession session, MessageTemplate template, CancellationToken cancellationToken);

    /// <summary>A template, the latest version where none is given; null where it is not there.</summary>
    Task<MessageTemplate?> FindAsync(CrmScope scope, string name, int? version, CancellationToken cancellationToken);

    /// <summary>A page of the versions of a template, the latest first.</summary>
    Task<CrmPage<MessageTemplate>> VersionsAsync(CrmScope scope, string name, PageCursor? after, CancellationToken cancellationToken);

    /// <summary>Renders a template for a channel with real customers, and sends nothing.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="template">The template, saved or not.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="customers">The customers, at most 500; one that is not there is refused.</param>
    /// <param name="asOf">Today.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One message for each customer, in order.</returns>
    /// <exception cref="CrmException">CRM3101: there is no such customer. CRM4102: there is no such channel.</exception>
    /// <exception cref="TemplateException">CRM6601 to CRM6605: the template is not right, or does not go with the channel.</exception>
    Task<IReadOnlyList<RenderedMessage>> PreviewAsync(CrmScope scope, MessageTemplate template, string channel, IReadOnlyList<CustomerId> customers, AsOf asOf, CancellationToken cancellationToken);
}
