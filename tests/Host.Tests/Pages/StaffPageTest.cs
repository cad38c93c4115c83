using System.Globalization;
using System.Security.Claims;
using Bunit;
using Host.Jobs;
using Host.Shell;
using Host.Tests.Pages.Fakes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Radzen;
using Workflows.Core.Organisation;
using Workflows.Runtime.Live;
using Workflows.Runtime.People;

namespace Host.Tests.Pages;

/// <summary>A page on its own: real components and real page logic over ports that answer from memory.</summary>
public abstract class StaffPageTest : BunitContext
{
    protected StaffPageTest()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30); // a busy machine fails nothing
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo("zh-CN");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddRadzenComponents();
        Services.AddLogging();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<IPeople>(People);
        Services.AddSingleton<IAbsences, NoAbsences>();
        Services.AddSingleton<AbsenceDesk>();
        Services.AddSingleton<IChangeFeed>(Feed);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn());
        Services.AddScoped<Localizer>();
        Services.AddScoped<CurrentPerson>();
        Services.AddScoped<Host.Tasks.Naming>();
        Services.AddStaffPages(new ConfigurationBuilder().Build(), Data, Path.Combine(Data, "workflows"));
        SignIn(Roles.PrefectureOfficer, "42090");
    }

    protected string Data { get; } = Directory.CreateTempSubdirectory("pages").FullName;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero));

    protected FakePeople People { get; } = new();

    protected FakeFeed Feed { get; } = new();

    protected IRenderedComponent<TPage> Show<TPage>()
        where TPage : IComponent
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return Render<TPage>();
    }

    protected void SignIn(string role, string unit) =>
        People.Me = new Person("me", "测试员", "me@example.test", unit, [new RoleGrant(role, unit)], true, "zh-CN");

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(Data))
        {
            Directory.Delete(Data, recursive: true);
        }
    }

    private sealed class SignedIn : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "me")], "test"))));
    }
}
