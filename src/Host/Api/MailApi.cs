using Host.Accounts;
using Workflows.Runtime.Mails;

namespace Host.Api;

/// <summary>Mails that left, wait or could not leave.</summary>
internal static class MailApi
{
    /// <summary>Maps them.</summary>
    public static void MapMail(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/mail").WithTags("Mail");
        group.MapGet("", (Caller caller, IMailLog log, CancellationToken cancellationToken, OutgoingMailState? state = null, Guid? instanceId = null, string? q = null, int skip = 0, int take = 50) =>
                log.ListAsync(caller.Actor, new MailFilter(state, instanceId, q, Math.Max(0, skip), Math.Clamp(take, 1, 200)), cancellationToken))
            .WithName("ListMail").WithSummary("Mails the caller may see, newest first.");
        group.MapGet("/incoming", (Caller caller, IIncomingMails mails, CancellationToken cancellationToken, IncomingMailState? state = null, int skip = 0, int take = 50) =>
                mails.ListAsync(caller.Actor, new IncomingFilter(state, Math.Max(0, skip), Math.Clamp(take, 1, 200)), cancellationToken))
            .RequireAuthorization(Policies.HandleMail).WithName("ListIncomingMail").WithSummary("Mails that came in and what became of them, newest first.");
        group.MapPost("/incoming/{mailId:guid}/dismiss", async (Guid mailId, Caller caller, IncomingMailDesk desk, CancellationToken cancellationToken) =>
                await desk.DismissAsync(caller.Actor, mailId, cancellationToken) is { } refusal ? refusal.ToProblem() : (IResult)TypedResults.NoContent())
            .RequireAuthorization(Policies.HandleMail).Produces(StatusCodes.Status204NoContent).WithName("DismissIncomingMail").WithSummary("Puts a mail in quarantine aside.");
        group.MapGet("/bounced", (IBouncedAddresses bounced) => bounced.All)
            .RequireAuthorization(Policies.HandleMail).WithName("ListBouncedAddresses").WithSummary("Addresses that mail came back from, the latest first.");
        group.MapDelete("/bounced/{address}", async (string address, Caller caller, IMailDesk desk, CancellationToken cancellationToken) =>
                await desk.ClearAddressAsync(caller.Actor, address, cancellationToken) is { } refusal ? refusal.ToProblem() : (IResult)TypedResults.NoContent())
            .RequireAuthorization(Policies.HandleMail).Produces(StatusCodes.Status204NoContent).WithName("ClearBouncedAddress").WithSummary("Lets mail go to an address again.");
        group.MapGet("/preference", (Caller caller, IMailPreferences preferences) => preferences.Find(caller.Actor.PersonId) is { } chosen ? (IResult)TypedResults.Ok(chosen) : TypedResults.NoContent())
            .Produces<MailPreference>().WithName("GetMailPreference").WithSummary("What the caller has chosen for their mail; nothing while the settings hold.");
        group.MapPut("/preference", async (MailPreference preference, Caller caller, MailPreferenceDesk desk, CancellationToken cancellationToken) =>
                await desk.SaveAsync(caller.Actor, preference, cancellationToken) is { } refusal ? refusal.ToProblem() : (IResult)TypedResults.NoContent())
            .Produces(StatusCodes.Status204NoContent).WithName("SetMailPreference").WithSummary("Chooses how the caller gets their mail.");
        group.MapDelete("/preference", async (Caller caller, MailPreferenceDesk desk, CancellationToken cancellationToken) =>
                await desk.ForgetAsync(caller.Actor, caller.Actor.PersonId, cancellationToken) is { } refusal ? refusal.ToProblem() : (IResult)TypedResults.NoContent())
            .Produces(StatusCodes.Status204NoContent).WithName("ForgetMailPreference").WithSummary("Goes back to what the settings say.");
        group.MapGet("/{mailId:guid}", async (Guid mailId, Caller caller, IMailLog log, CancellationToken cancellationToken) =>
                await log.FindAsync(caller.Actor, mailId, cancellationToken) is { } mail ? (IResult)TypedResults.Ok(mail) : Problems.Missing())
            .Produces<OutgoingMail>().WithName("GetMail").WithSummary("One mail.");
        group.MapPost("/{mailId:guid}/resend", ResendAsync).RequireAuthorization(Policies.HandleMail)
            .Produces(StatusCodes.Status202Accepted).WithName("ResendMail").WithSummary("Puts a parked mail back into the outbox.");
    }

    private static async Task<IResult> ResendAsync(Guid mailId, Caller caller, IMailLog log, IMailDesk desk, CancellationToken cancellationToken)
    {
        if (await log.FindAsync(caller.Actor, mailId, cancellationToken) is not { } mail)
        {
            return Problems.Missing();
        }

        return await desk.SendAgainAsync(caller.Actor, mail.Id, cancellationToken) is { } refusal ? refusal.ToProblem() : TypedResults.Accepted((string?)null);
    }
}
