const moved: {from: string; to: string}[] = [{from: '/old/ports', to: '/new/ports'}];
module.exports = {
  plugins: [['@docusaurus/plugin-client-redirects', {
    redirects: [{to: "/new", from: ['/old', `/older`]}, {from: `/${x}`, to: '/y'}, ...moved], // one
    createRedirects(path) { return path.replace(/[/]x/, '\\''); },
  }]],
};
